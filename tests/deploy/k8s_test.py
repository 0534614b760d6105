"""deploy/k8s/base: rendered by kubectl, held to Kubernetes' schemas, and to the rules between
objects that no schema knows."""
import os
import pathlib
import re
import subprocess
import unittest

import kubernetes_validate
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = ROOT / "deploy/k8s/base"
PROGRAMS = pathlib.Path(os.environ.get("SSB_PROGRAMS", ROOT / "build/bin"))
VERSIONS = ("1.29", kubernetes_validate.latest_version())
SLOWEST_DRAIN_S = 15  # no service takes longer from SIGTERM to its end


def render():
    done = subprocess.run(["kubectl", "kustomize", BASE], capture_output=True, text=True, check=True)
    return [doc for doc in yaml.safe_load_all(done.stdout) if doc]


OBJECTS = render()


def of_kind(kind):
    return [o for o in OBJECTS if o["kind"] == kind]


def labels_of(deployment):
    return deployment["spec"]["template"]["metadata"]["labels"]


def container(deployment):
    (only,) = deployment["spec"]["template"]["spec"]["containers"]
    return only


def program(deployment):
    (name,) = container(deployment)["command"]
    return name


def known_settings(name):
    """What --help names, with the NAME_FILE form of a secret."""
    done = subprocess.run([PROGRAMS / name, "--help"], capture_output=True, text=True, check=True)
    return set(re.findall(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b", done.stdout))


def environment(deployment):
    """Name -> value, or (secret, key, optional)."""
    maps = {o["metadata"]["name"]: o["data"] for o in of_kind("ConfigMap")}
    found = {}
    for source in container(deployment).get("envFrom", ()):
        found.update(maps[source["configMapRef"]["name"]])
    for entry in container(deployment).get("env", ()):
        secret = entry.get("valueFrom", {}).get("secretKeyRef")
        found[entry["name"]] = ((secret["name"], secret["key"], secret.get("optional", False))
                                if secret else entry["value"])
    return found


class Manifests(unittest.TestCase):
    def test_the_three_services_are_there(self):
        self.assertEqual({program(d) for d in of_kind("Deployment")},
                         {"sticker-gateway", "sticker-worker", "sticker-poster"})

    def test_every_object_is_valid_strictly(self):
        for version in VERSIONS:
            for thing in OBJECTS:
                with self.subTest(version=version, kind=thing["kind"], name=thing["metadata"]["name"]):
                    kubernetes_validate.validate(thing, version, strict=True)

    def test_a_misspelt_field_would_be_seen(self):
        broken = yaml.safe_load(yaml.safe_dump(of_kind("Deployment")[0]))
        broken["spec"]["template"]["spec"]["terminationGracePeriodSecond"] = 30
        with self.assertRaises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(broken, VERSIONS[0], strict=True)

    def test_selectors_match_labels(self):
        pods = [labels_of(d) for d in of_kind("Deployment")]
        for deployment in of_kind("Deployment"):
            wanted = deployment["spec"]["selector"]["matchLabels"]
            self.assertLessEqual(wanted.items(), labels_of(deployment).items())
        for kind, path in (("Service", lambda o: o["spec"]["selector"]),
                           ("PodDisruptionBudget", lambda o: o["spec"]["selector"]["matchLabels"])):
            for thing in of_kind(kind):
                with self.subTest(kind=kind, name=thing["metadata"]["name"]):
                    hits = [p for p in pods if path(thing).items() <= p.items()]
                    self.assertEqual(len(hits), 1)

    def test_a_disruption_leaves_one_and_takes_one(self):
        for budget in of_kind("PodDisruptionBudget"):
            name = budget["metadata"]["name"]
            (deployment,) = [d for d in of_kind("Deployment") if d["metadata"]["name"] == name]
            with self.subTest(name):
                self.assertLess(budget["spec"]["minAvailable"], deployment["spec"]["replicas"])
        self.assertEqual(len(of_kind("PodDisruptionBudget")), 3)

    def test_target_ports_exist(self):
        for service in of_kind("Service"):
            name = service["metadata"]["name"]
            (deployment,) = [d for d in of_kind("Deployment") if d["metadata"]["name"] == name]
            names = {p["name"] for p in container(deployment)["ports"]}
            for port in service["spec"]["ports"]:
                self.assertIn(port["targetPort"], names)

    def test_probes_ask_the_admin_endpoint(self):
        for deployment in of_kind("Deployment"):
            box = container(deployment)
            ports = {p["name"]: p["containerPort"] for p in box["ports"]}
            self.assertEqual(environment(deployment)["ADMIN_ADDR"], f"0.0.0.0:{ports['admin']}")
            for probe, path in (("startupProbe", "/livez"), ("livenessProbe", "/livez"),
                                ("readinessProbe", "/readyz")):
                self.assertEqual(box[probe]["httpGet"], {"path": path, "port": "admin"})

    def test_pods_are_hardened(self):
        for deployment in of_kind("Deployment"):
            pod = deployment["spec"]["template"]["spec"]
            self.assertIs(pod["automountServiceAccountToken"], False)
            self.assertIs(pod["securityContext"]["runAsNonRoot"], True)
            self.assertGreater(pod["securityContext"]["runAsUser"], 0)
            self.assertEqual(pod["securityContext"]["seccompProfile"], {"type": "RuntimeDefault"})
            self.assertEqual(container(deployment)["securityContext"],
                             {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                              "capabilities": {"drop": ["ALL"]}})
            for kind in ("requests", "limits"):
                self.assertEqual(set(container(deployment)["resources"][kind]), {"cpu", "memory"})
            accounts = {o["metadata"]["name"]: o for o in of_kind("ServiceAccount")}
            self.assertIs(accounts[pod["serviceAccountName"]]["automountServiceAccountToken"], False)

    def test_who_uses_redis_is_told_where_it_is(self):
        for deployment in of_kind("Deployment"):
            with self.subTest(program(deployment)):
                self.assertEqual("REDIS_URL" in known_settings(program(deployment)),
                                 "REDIS_URL" in environment(deployment))

    def test_there_is_time_to_drain(self):
        for deployment in of_kind("Deployment"):
            grace = deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
            self.assertGreaterEqual(grace, SLOWEST_DRAIN_S + 5)

    def test_images_name_their_version(self):
        version = re.search(r"VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text().split("project(")[1])[1]
        for deployment in of_kind("Deployment"):
            self.assertEqual(container(deployment)["image"], f"slack-sticker-bot:{version}")

    def test_secrets_are_only_referred_to_and_the_example_has_their_keys(self):
        self.assertEqual(of_kind("Secret"), [])
        examples = yaml.safe_load_all((BASE / "secrets.example.yaml").read_text())
        offered = {(s["metadata"]["name"], key) for s in examples for key in s["stringData"]}
        read = {value[:2] for d in of_kind("Deployment") for value in environment(d).values()
                if isinstance(value, tuple)}
        self.assertEqual(read, offered)

    def test_every_setting_is_one_the_program_knows(self):
        for deployment in of_kind("Deployment"):
            self.assertLessEqual(set(environment(deployment)), known_settings(program(deployment)))

    def test_the_program_finds_nothing_wrong_with_its_settings(self):
        samples = {"app-token": "xapp-1-A012ABCD-345-0123abcd", "bot-token": "xoxb-12-34-abcd",
                   "signing-secret": "0123456789abcdef0123456789abcdef", "url": "redis://redis:6379/0"}
        for deployment in of_kind("Deployment"):
            for mode in ("true", "false"):
                settings = {n: samples[v[1]] if isinstance(v, tuple) else v
                            for n, v in environment(deployment).items()}
                if "SLACK_SOCKET_MODE" in settings:
                    settings["SLACK_SOCKET_MODE"] = mode
                done = subprocess.run([PROGRAMS / program(deployment), "--check"], env=settings,
                                      capture_output=True, text=True, check=False)
                self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
