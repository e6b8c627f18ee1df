package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import sellaprime.testkit.Command;
import sellaprime.testkit.ProcessCluster;

/** The files in {@code docs/operations} by which others start nodes. */
class DeploymentTest {
  private static final Path FILES = ProcessCluster.ROOT.resolve("docs/operations");

  /** Variables that the launcher and callers read, and no option. */
  private static final Set<String> OTHERS = Set.of("SELLAPRIME_JAVA_OPTS", "SELLAPRIME_KEY");

  // ---- systemd ----

  @Test
  void systemdTakesTheUnitWithoutAWord(@TempDir Path temp) throws Exception {
    assumeTrue(
        Stream.of("/usr/bin", "/bin").anyMatch(p -> Files.exists(Path.of(p, "systemd-analyze"))),
        "systemd-analyze is not installed (package systemd): the unit is not checked");
    Path root = temp.toRealPath().resolve("opt");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createSymbolicLink(
        bin.resolve("sellaprime"), ProcessCluster.ROOT.resolve("sellaprime").toRealPath());
    Path unit = temp.resolve("sellaprime.service");
    String text = Files.readString(FILES.resolve("systemd/sellaprime.service"));
    Files.writeString(unit, text.replace("/opt/sellaprime", root.toString()));
    Command.Result result =
        Command.of("systemd-analyze", "verify", "--man=no", unit.toString()).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void theUnitWaitsUntilTheNodeHasLeft() throws Exception {
    Matcher stop =
        Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$")
            .matcher(Files.readString(FILES.resolve("systemd/sellaprime.service")));
    assertThat(stop.find()).isTrue();
    CommandSpec serve =
        serve(Map.of("SELLAPRIME_SETTINGS", FILES.resolve("systemd/serve.properties").toString()));
    assertThat(Integer.parseInt(stop.group(1))).isGreaterThan(2 * drainSeconds(serve));
  }

  @Test
  void theSettingsBesideItAreSettingsOfServe() {
    CommandSpec serve =
        serve(Map.of("SELLAPRIME_SETTINGS", FILES.resolve("systemd/serve.properties").toString()));
    assertThat(serve.findOption("--tls").<Path>getValue())
        .isEqualTo(Path.of("/etc/sellaprime/tls"));
    assertThat(serve.findOption("--join").<List<String>>getValue()).hasSize(3);
  }

  private static CommandSpec serve(Map<String, String> environment) {
    CommandLine line = SellaprimeCommand.commandLine();
    line.setDefaultValueProvider(
        Settings.read(List.of("serve"), environment, line.getCommandSpec()));
    return line.parseArgs("serve").subcommand().commandSpec();
  }

  private static int drainSeconds(CommandSpec serve) {
    return serve.findOption("--drain-timeout").<Integer>getValue();
  }

  // ---- Kubernetes ----

  private static List<String> files() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES.resolve("kubernetes"))) {
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private static List<Object> manifests() throws IOException {
    List<Object> all = new ArrayList<>();
    for (String text : files()) {
      all.addAll(KubernetesObjects.read(text));
    }
    return all;
  }

  private static <T> List<T> manifests(Class<T> kind) throws IOException {
    return manifests().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static V1StatefulSet statefulSet() throws IOException {
    return manifests(V1StatefulSet.class).get(0);
  }

  private static V1PodSpec pod() throws IOException {
    return statefulSet().getSpec().getTemplate().getSpec();
  }

  private static V1Container container() throws IOException {
    return pod().getContainers().get(0);
  }

  @Test
  void kubernetesTakesTheManifests() throws Exception {
    assertThat(manifests()).hasSize(4);
  }

  /** The manifests as they are, but for one thing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: Service             | kind: Sevice      | Sevice",
        "publishNotReadyAddresses: | publishNotReady:  | publishNotReady",
        "maxUnavailable:           | maxUnavailble:    | maxUnavailble",
        "containerPort: 8080       | containerPrt: 80  | containerPrt",
        "secretName:               | name:             | V1SecretVolumeSource",
        "containerPort: 47100      | hostPort: 47100   | required field `containerPort`",
        "port: 47500               | protocol: TCP     | required field `port`",
        "fieldPath: metadata.name  | apiVersion: v1    | required field `fieldPath`",
        "topologyKey: kubernetes.io/hostname | namespaces: [] | required field `topologyKey`",
        "mountPath: /tmp           | subPath: tmp      | required field `mountPath`",
        "- name: node              | - tty: false      | required field `name`",
        "periodSeconds: 10         | periodSeconds: on | periodSeconds",
        "value: \"8080\"             | value: 8080       | value: 8080 is read as",
        "replicas: 3               | replicas: \"3\"     | replicas: \"3\" is read as",
        "timeoutSeconds: 5         | periodSeconds: 5  | Duplicate field",
      })
  void whatItWouldNotTakeIsRefused(String good, String bad, String named) throws Exception {
    String text = files().stream().filter(one -> one.contains(good)).findFirst().orElseThrow();
    assertThatThrownBy(() -> KubernetesObjects.read(text.replace(good, bad)))
        .hasStackTraceContaining(named);
  }

  @Test
  void allOfThemMeanTheSamePods() throws Exception {
    Map<String, String> pods = statefulSet().getSpec().getTemplate().getMetadata().getLabels();
    assertThat(statefulSet().getSpec().getSelector().getMatchLabels()).isEqualTo(pods);
    for (V1Service service : manifests(V1Service.class)) {
      assertThat(service.getSpec().getSelector()).isEqualTo(pods);
    }
    V1PodDisruptionBudget budget = manifests(V1PodDisruptionBudget.class).get(0);
    assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(pods);
    assertThat(budget.getSpec().getMaxUnavailable().getIntValue()).isEqualTo(1);
  }

  @Test
  void nodesMeetByTheNameOfTheHeadlessService() throws Exception {
    V1Service headless =
        manifests(V1Service.class).stream()
            .filter(service -> "None".equals(service.getSpec().getClusterIP()))
            .findFirst()
            .orElseThrow();
    assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
    String name = headless.getMetadata().getName();
    assertThat(statefulSet().getSpec().getServiceName()).isEqualTo(name);
    assertThat(environment().get("SELLAPRIME_JOIN"))
        .isEqualTo(name + ":" + environment().get("SELLAPRIME_DISCOVERY_PORT"));
  }

  @Test
  void theServicesLeadToPortsThatAreThere() throws Exception {
    Map<String, Integer> ports =
        container().getPorts().stream()
            .collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));
    for (V1Service service : manifests(V1Service.class)) {
      for (V1ServicePort port : service.getSpec().getPorts()) {
        assertThat(ports).containsEntry(port.getTargetPort().getStrValue(), port.getPort());
      }
    }
    assertThat(environment())
        .containsEntry("SELLAPRIME_HTTP_PORT", String.valueOf(ports.get("http")))
        .containsEntry("SELLAPRIME_THIN_PORT", String.valueOf(ports.get("thin")))
        .containsEntry("SELLAPRIME_DISCOVERY_PORT", String.valueOf(ports.get("discovery")));
  }

  @Test
  void itsVariablesAreSettingsOfServe() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    assertThat(serve(environment).findOption("--host").<String>getValue()).isEqualTo("10.0.0.1");
    CommandSpec serve =
        SellaprimeCommand.commandLine().parseArgs("serve").subcommand().commandSpec();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (!OTHERS.contains(variable.getKey())) {
        boolean known =
            serve.options().stream()
                .filter(Settings::isSettable)
                .anyMatch(one -> Settings.variable(one.longestName()).equals(variable.getKey()));
        assertThat(known).as(variable.getKey()).isTrue();
      }
    }
  }

  private static Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (V1EnvVar variable : container().getEnv()) {
      String value = variable.getValue();
      environment.put(variable.getName(), value == null ? "10.0.0.1" : value);
    }
    return environment;
  }

  @Test
  void aPodHasTheTimeToLeave() throws Exception {
    int drain = drainSeconds(serve(environment()));
    int preStop =
        Integer.parseInt(container().getLifecycle().getPreStop().getExec().getCommand().get(1));
    assertThat(pod().getTerminationGracePeriodSeconds()).isGreaterThan(2L * drain + preStop);
  }

  @Test
  void theProbesAskByTheSchemeOfTheNode() throws Exception {
    assertThat(environment()).containsKey("SELLAPRIME_TLS");
    assertThat(container().getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
    assertThat(container().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
    assertThat(
            Stream.of(
                    container().getStartupProbe(),
                    container().getLivenessProbe(),
                    container().getReadinessProbe())
                .map(probe -> probe.getHttpGet().getScheme()))
        .containsOnly("HTTPS");
  }

  @Test
  void everyMountIsOfAVolume() throws Exception {
    List<String> volumes = new ArrayList<>();
    pod().getVolumes().forEach(volume -> volumes.add(volume.getName()));
    statefulSet()
        .getSpec()
        .getVolumeClaimTemplates()
        .forEach(claim -> volumes.add(claim.getMetadata().getName()));
    container().getVolumeMounts().forEach(mount -> assertThat(volumes).contains(mount.getName()));
  }

  // ---- one version ----

  @Test
  void theImageIsOfThisVersion() throws Exception {
    String pom = Files.readString(ProcessCluster.ROOT.resolve("pom.xml"));
    Matcher version = Pattern.compile("<version>(.+?)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(Files.readString(FILES.resolve("docker/Dockerfile")))
        .contains("\nARG VERSION=" + version.group(1) + "\n");
    assertThat(container().getImage()).endsWith(":" + version.group(1));
  }
}
