package sellaprime.job;

/** What the job cache remembers of a job's progress. The last three are final. */
public enum JobState {
  /** Accepted, owned by a tester, not answered yet; perhaps running there. */
  QUEUED,
  /** Answered with a verdict. */
  DONE,
  /** Set aside with a reason. */
  FAILED,
  /** Given up by its caller. */
  CANCELLED;

  /** Returns true if nothing can change the job any more. */
  public boolean isFinal() {
    return this != QUEUED;
  }
}
