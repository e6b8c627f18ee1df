package sellaprime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a file: hashed, scoped, taken back. */
class ApiKeysTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("keys");
  }

  @Test
  void aKeyIsFoundWithItsNameAndScope() throws IOException {
    String alice = ApiKeys.add(file, "alice", Scope.SUBMIT);
    String bob = ApiKeys.add(file, "bob", Scope.READ);
    ApiKeys keys = ApiKeys.open(file);
    assertThat(keys.find(alice)).isEqualTo(new Caller("alice", Scope.SUBMIT));
    assertThat(keys.find(bob)).isEqualTo(new Caller("bob", Scope.READ));
    assertThat(keys.find("")).isNull();
    assertThat(keys.find(alice + " ")).isNull();
    assertThat(keys.callers()).extracting(Caller::name).containsExactly("alice", "bob");
  }

  @Test
  void theFileHoldsHashesAndIsItsOwnersOnly() throws IOException {
    String key = ApiKeys.add(file, "alice", Scope.ADMIN);
    assertThat(key).matches("sp_[A-Za-z0-9_-]{43}");
    String text = Files.readString(file);
    assertThat(text).doesNotContain(key, key.substring(3));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String hash = text.strip().substring(text.strip().lastIndexOf(':') + 1);
    assertThat(ApiKeys.open(file).find(hash)).as("whoever has read the file").isNull();
  }

  /** Read before it is taken, what another removes meanwhile would come back. */
  @Test
  void theFileIsTakenBeforeItIsRead() throws IOException {
    ApiKeys.add(file, "alice", Scope.READ);
    String before = Files.readString(file);
    Path next = directory.resolve("keys.new");
    Files.writeString(next, "");
    Files.writeString(file, "nonsense\n");
    assertThatThrownBy(() -> ApiKeys.add(file, "bob", Scope.READ))
        .hasMessageContaining("keys.new is there")
        .hasMessageContaining("delete it");
    assertThatThrownBy(() -> ApiKeys.remove(file, "alice")).hasMessageContaining("keys.new is");
    Files.writeString(file, before);
    Files.delete(next);
    ApiKeys.remove(file, "alice");
    assertThatThrownBy(() -> ApiKeys.remove(file, "alice")).hasMessageContaining("no key of alice");
    assertThat(next).as("after a refusal").doesNotExist();
    assertThat(ApiKeys.open(file).callers()).isEmpty();
  }

  @Test
  void changesOfTheFileCountAtOnce() throws IOException {
    String alice = ApiKeys.add(file, "alice", Scope.READ);
    ApiKeys keys = ApiKeys.open(file);
    String bob = ApiKeys.add(file, "bob", Scope.READ);
    assertThat(keys.find(bob)).isNotNull();
    ApiKeys.remove(file, "alice");
    assertThat(keys.find(alice)).isNull();
    Files.writeString(file, "alice:x\n");
    assertThat(keys.find(bob)).as("while the file cannot be understood").isNotNull();
    Files.delete(file);
    assertThat(keys.find(bob)).as("while there is none").isNull();
    String carol = ApiKeys.add(file, "carol", Scope.READ);
    assertThat(keys.find(carol)).isNotNull();
  }

  @Test
  void whatCannotBeDoneIsToldInASentence() throws IOException {
    assertThatThrownBy(() -> ApiKeys.open(file)).hasMessageContaining("there is no file");
    ApiKeys.add(file, "alice", Scope.READ);
    assertThatThrownBy(() -> ApiKeys.add(file, "alice", Scope.READ))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> ApiKeys.add(file, "a b\nc", Scope.READ))
        .hasMessageContaining("letters");
    assertThatThrownBy(() -> ApiKeys.remove(file, "bob")).hasMessageContaining("no key of bob");
    Files.writeString(file, "alice read sha256:12\n");
    assertThatThrownBy(() -> ApiKeys.open(file)).hasMessageContaining("line 1");
  }

  @Test
  void aLargerScopeIncludesTheSmaller() {
    assertThat(Scope.ADMIN.includes(Scope.READ)).isTrue();
    assertThat(Scope.SUBMIT.includes(Scope.SUBMIT)).isTrue();
    assertThat(Scope.READ.includes(Scope.SUBMIT)).isFalse();
  }
}
