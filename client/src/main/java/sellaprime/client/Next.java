package sellaprime.client;

/** What follows from a reply; see {@link ReplyRules}. Times are nanoseconds from now. */
sealed interface Next {
  /** The caller has what it wanted. */
  record Over(JobInfo job) implements Next {}

  /** The caller will not get it. */
  record Refused(PrimesClientException why) implements Next {}

  /** The cluster has the job: ask for its answer later. */
  record Ask(long after) implements Next {}

  /** The cluster has lost the job: submit it again, under the same id. */
  record Resubmit(long after) implements Next {}

  /** Send the same again later; {@code elsewhere}: better to another node. */
  record Repeat(long after, boolean elsewhere) implements Next {}
}
