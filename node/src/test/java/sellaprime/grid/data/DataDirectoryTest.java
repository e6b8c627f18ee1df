package sellaprime.grid.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.TinyDisk;

/** What a directory is refused for, in a sentence, and that nothing in it is touched. */
class DataDirectoryTest {
  private static final UUID CLUSTER = new UUID(1, 2);

  @TempDir private Path temporary;

  @Test
  void aNewDirectoryIsMadeAndKeepsItsIdentity() {
    Path path = temporary.resolve("a/b");
    String id;
    try (DataDirectory first = DataDirectory.open(path)) {
      id = first.nodeId();
      assertThat(first.cluster()).isNull();
      assertThat(first.formerStores()).isEmpty();
      first.belongTo(CLUSTER);
    }
    try (DataDirectory again = DataDirectory.open(path)) {
      assertThat(again.nodeId()).isEqualTo(id);
      assertThat(again.cluster()).isEqualTo(CLUSTER);
    }
  }

  @Test
  void eachRunHasAStoreOfItsOwnUntilTheFormerOnesAreDeleted() throws IOException {
    for (int run : new int[] {1, 2, 11}) {
      Files.createDirectories(temporary.resolve("d/store-" + run));
    }
    Files.writeString(temporary.resolve("d/sellaprime.properties"), "format=1\nnode=" + CLUSTER);
    try (DataDirectory directory = DataDirectory.open(temporary.resolve("d"))) {
      assertThat(directory.formerStores())
          .extracting(path -> path.getFileName().toString())
          .containsExactly("store-1", "store-2", "store-11");
      assertThat(directory.store()).hasFileName("store-12");
      Files.createDirectories(directory.store());
      directory.deleteFormerStores();
      assertThat(directory.store()).exists();
    }
    assertThat(names(temporary.resolve("d")))
        .containsExactlyInAnyOrder("store-12", "lock", "sellaprime.properties");
  }

  @Test
  void aFirstStartThatWasInterruptedIsNoStranger() throws IOException {
    Files.writeString(temporary.resolve("lock"), "");
    DataDirectory.open(temporary).close();
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "precious");
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessage(file + " is a file; --data takes a directory");
    assertThat(file).hasContent("precious");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining(file + "/below cannot be used: ");
  }

  @Test
  void theFilesOfAnotherProductAreLeftAlone() throws IOException {
    Files.createDirectories(temporary.resolve("db/wal"));
    assertThatThrownBy(() -> DataDirectory.open(temporary))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageStartingWith(temporary + " has files in it that are not sellaprime's");
    assertThat(names(temporary)).containsExactly("db");
  }

  @Test
  void aDamagedMarkAndOneOfALaterVersionAreTold() throws IOException {
    Path mark = temporary.resolve("sellaprime.properties");
    for (String damaged : List.of("", "format=1", "format=1\nnode=x", "\0\0\0")) {
      Files.writeString(mark, damaged);
      assertThatThrownBy(() -> DataDirectory.open(temporary))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessage(mark + " is damaged or not sellaprime's");
      assertThat(mark).hasContent(damaged);
    }
    Files.writeString(mark, "format=2\nnode=" + CLUSTER);
    assertThatThrownBy(() -> DataDirectory.open(temporary))
        .hasMessageContaining("has format 2; this version of sellaprime knows format 1 only");
  }

  @Test
  void aDirectoryInUseIsRefusedUntilItIsFree() {
    try (DataDirectory first = DataDirectory.open(temporary)) {
      assertThat(first.path()).isEqualTo(temporary);
      assertThatThrownBy(() -> DataDirectory.open(temporary))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining(
              "is in use by a running node (process " + ProcessHandle.current().pid() + ")");
    }
    DataDirectory.open(temporary).close();
  }

  @Test
  void aReadOnlyDirectoryIsTold() throws Exception {
    try (TinyDisk disk = TinyDisk.at(temporary, 80)) {
      DataDirectory.open(temporary).close();
      disk.makeReadOnly();
      assertThatThrownBy(() -> DataDirectory.open(temporary))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessage("the data directory " + temporary + " cannot be used: Read-only file system");
    }
  }

  @Test
  void aFullDiskIsTold() throws Exception {
    try (TinyDisk disk = TinyDisk.at(temporary, 20)) {
      assertThat(disk).isNotNull();
      assertThatThrownBy(() -> DataDirectory.open(temporary))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining("is full: ")
          .hasMessageContaining("a node needs 64 MB to start");
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
