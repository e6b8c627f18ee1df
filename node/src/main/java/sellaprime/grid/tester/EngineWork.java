package sellaprime.grid.tester;

import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.sale.PieceSearch;
import sellaprime.job.Answer;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Finding;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Question;
import sellaprime.job.SearchQuestion;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;

/** Answers each kind of question with the engine. */
public final class EngineWork implements Work {
  private final NumberTest numbers;
  private final ChunkWork chunks;

  /** Tests single numbers by {@code numbers}, and lines of batches by {@code chunks}. */
  public EngineWork(NumberTest numbers, ChunkWork chunks) {
    this.numbers = numbers;
    this.chunks = chunks;
  }

  @Override
  public Finding answer(Question question, Watch watch) {
    if (question instanceof NumberQuestion asked) {
      return finding(numbers.test(asked, watch));
    }
    if (question instanceof SearchQuestion piece) {
      return PieceSearch.answer(piece, watch);
    }
    if (question instanceof ChunkQuestion chunk) {
      return chunks.answer(chunk, watch);
    }
    throw new IllegalArgumentException("no worker answers " + question.shown());
  }

  private static Finding finding(Verdict verdict) {
    Answer answer =
        switch (verdict.kind()) {
          case PRIME -> Answer.PRIME;
          case PROBABLE_PRIME -> Answer.PROBABLE_PRIME;
          case COMPOSITE -> Answer.COMPOSITE;
        };
    return Finding.verdict(answer, verdict.method());
  }
}
