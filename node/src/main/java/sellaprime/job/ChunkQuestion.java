package sellaprime.job;

/**
 * Some lines of a batch, next to each other.
 *
 * @param ask what is asked of each number
 * @param rounds as in {@link NumberQuestion}
 * @param firstLine number of its first line in what the caller sent, from 1
 * @param lines how many lines it has; one without a number, such as a comment, is empty
 * @param packed the lines, as {@code PackedLines} writes them
 * @param last whether the batch ends here
 */
public record ChunkQuestion(
    Ask ask, int rounds, long firstLine, int lines, Bytes packed, boolean last)
    implements Question {
  @Override
  public boolean isPart() {
    return true;
  }

  @Override
  public int size() {
    return packed.size();
  }

  @Override
  public String shown() {
    return "lines " + firstLine + " to " + lastLine();
  }

  /** The number of its last line; one less than that of its first if it has none. */
  public long lastLine() {
    return firstLine + lines - 1;
  }
}
