package sellaprime.job;

/**
 * Some lines of a batch, next to each other.
 *
 * @param ask what is asked of each number
 * @param rounds as in {@link NumberQuestion}
 * @param firstLine number of its first line in what the caller sent, from 1
 * @param lines how many lines it has; one without a number, such as a comment, is empty
 * @param text the lines, separated by line feeds
 * @param last whether the batch ends here
 */
public record ChunkQuestion(
    Ask ask, int rounds, long firstLine, int lines, String text, boolean last) implements Question {
  @Override
  public boolean isPart() {
    return true;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String shown() {
    return "lines " + firstLine + " to " + (firstLine + lines - 1);
  }
}
