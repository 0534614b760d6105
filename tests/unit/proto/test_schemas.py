"""Every golden record fits its JSON Schema, and a damaged one does not."""
import copy
import json
import pathlib
import unittest

from jsonschema import Draft202012Validator

PROTO = pathlib.Path(__file__).resolve().parents[3] / "proto"
GOLDEN = PROTO / "golden/v1"
SCHEMAS = {path.stem: json.loads(path.read_text("utf-8"))
           for path in (PROTO / "schema").glob("*.json")}
OWN_VALUE = ("action", "decision", "outcome")  # the value of the others is not of our making


def record(path):
    """A golden file in the shape that the schemas describe."""
    golden = json.loads(path.read_text("utf-8"))
    return {"key": golden["key"], "headers": dict(golden["headers"]),
            "value": golden["value"] if "value" in golden else golden["text"]}


GOLDENS = {f"{path.parent.name}/{path.stem}": record(path)
           for path in sorted(GOLDEN.glob("*/*.json"))}


def resolved(schema):
    """The schema with what it refers to in place of the reference."""
    if isinstance(schema, list):
        return [resolved(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return resolved(SCHEMAS["record"]["$defs"][schema["$ref"].rpartition("/")[2]])
    return {word: resolved(inner) for word, inner in schema.items()}


WHOLE = {name: resolved(schema) for name, schema in SCHEMAS.items()}


def schema_of(name):
    return "probe" if name == "event/probe" else name.split("/")[0]


def faults(name, golden):
    validator = Draft202012Validator(WHOLE[schema_of(name)])
    return [error.message for error in validator.iter_errors(golden)]


def described(schema, path=()):
    """The paths of all properties that the schema gives a type, and whether each must be there."""
    for part in [schema, *schema.get("allOf", ())]:
        for name, inner in part.get("properties", {}).items():
            if inner is True:
                continue
            required = [*schema.get("required", ()), *part.get("required", ())]
            yield path + (name,), name in required
            yield from described(inner, path + (name,))


# Sorted, so that of a header described twice the stricter word counts.
DESCRIBED = {name: dict(sorted(described(WHOLE[name]), key=lambda item: item[1]))
             for name in SCHEMAS}


def holder(golden, path):
    for name in path[:-1]:
        golden = golden.get(name, {})
    return golden


def damaged(golden, path, *value):
    """A copy with another value at that path, or without one."""
    hurt = copy.deepcopy(golden)
    if value:
        holder(hurt, path)[path[-1]] = value[0]
    else:
        del holder(hurt, path)[path[-1]]
    return hurt


class Schemas(unittest.TestCase):
    def test_are_schemas(self):
        for name, schema in SCHEMAS.items():
            with self.subTest(name):
                Draft202012Validator.check_schema(schema)
                self.assertEqual(schema["$id"], name + ".json")

    def test_each_has_a_golden_record(self):
        self.assertEqual({schema_of(name) for name in GOLDENS}, set(SCHEMAS) - {"record"})


class Goldens(unittest.TestCase):
    def test_fit_their_schema(self):
        self.assertGreaterEqual(len(GOLDENS), 32)
        for name, golden in GOLDENS.items():
            with self.subTest(name):
                self.assertEqual(faults(name, golden), [])

    def test_have_no_field_that_the_schema_does_not_know(self):
        """Schemas are open, as readers are; what we write ourselves is all described."""
        for name, golden in GOLDENS.items():
            ours = {("headers", header) for header in golden["headers"]}
            if schema_of(name) in OWN_VALUE:
                ours |= {("value", field) for field in golden["value"]}
                ours |= {("value", "notify", field) for field in golden["value"].get("notify", {})}
            if schema_of(name) == "dead_letter":  # its other headers are the original's
                ours = {path for path in ours if path[1].startswith(("x-dlq-", "kafka_dlt"))}
            with self.subTest(name):
                self.assertEqual(ours - set(DESCRIBED[schema_of(name)]), set())

    def test_agree_with_themselves(self):
        for name, golden in GOLDENS.items():
            key, headers, value = golden["key"], golden["headers"], golden["value"]
            subject = headers.get("ce_id"), headers.get("ce_subject"), headers.get("ce_time")
            with self.subTest(name):
                if schema_of(name) in OWN_VALUE:
                    self.assertEqual(key, f"{value['team']}:{value['channel']}")
                if schema_of(name) == "action":
                    self.assertEqual(subject, (value["id"], value["kind"], value["received_at"]))
                if schema_of(name) == "decision":
                    self.assertEqual(subject, (value["event"], value["rule"], value["now"]))
                if schema_of(name) == "outcome":
                    self.assertEqual(subject, (value["action"], value["end"], value["ended_at"]))
                if schema_of(name) == "reply":
                    self.assertEqual((key, subject[2]),
                                     (headers["x-reply-to"], headers["x-reply-by"]))


class Damaged(unittest.TestCase):
    def test_without_a_required_field_they_do_not_fit(self):
        for name, golden in GOLDENS.items():
            for path, required in DESCRIBED[schema_of(name)].items():
                if required and path[-1] in holder(golden, path):
                    with self.subTest(name, path=path):
                        self.assertNotEqual(faults(name, damaged(golden, path)), [])

    def test_with_a_wrong_type_they_do_not_fit(self):
        for name, golden in GOLDENS.items():
            for path in DESCRIBED[schema_of(name)]:
                if path[-1] in holder(golden, path):
                    with self.subTest(name, path=path):
                        self.assertNotEqual(faults(name, damaged(golden, path, [{}])), [])

    def test_with_a_wrong_value_they_do_not_fit(self):
        cases = (
            ("action/send", ("value", "method"), "admin.users.remove"),
            ("action/send", ("value", "lane"), "quiet"),
            ("action/send", ("value", "ordinal"), -1),
            ("action/send", ("value", "ordinal"), 1.5),
            ("action/send", ("value", "expires_at"), "2026-11-24T03:46:37"),
            ("action/send", ("value", "id"), "A096140D-C4A7-5014-9509-1F58604EA948"),
            ("action/send", ("value", "target_action"), ""),
            ("action/send", ("value", "notify", "locale"), "korean"),
            ("action/cancel", ("value", "response_url"), "ftp://elsewhere"),
            ("action/send", ("key",), "C034DE5F6"),
            ("decision/search", ("value", "inputs_digest"), "0" * 64),  # beside the inputs
            ("decision/large_inputs", ("value", "inputs_digest"), "short"),
            ("decision/search", ("value", "actions"), ["not an id"]),
            ("outcome/done", ("value", "end"), "ok"),
            ("outcome/done", ("value", "ts"), "yesterday"),
            ("outcome/refused", ("value", "error"), "the words of a member"),
            ("event/app_mention", ("headers", "ce_type"), "sticker.action.v1"),
            ("event/app_mention", ("headers", "x-accepts-reply"), "false"),
            ("event/app_mention", ("headers", "ce_source"), "/slack"),
            ("event/app_mention", ("headers", "traceparent"), "00-x-y-01"),
            ("event/app_mention", ("value",), "no JSON object"),
            ("reply/options", ("value",), "not empty"),
            ("dead_letter/undecodable", ("headers", "x-dlq-reason"), "because"),
            ("dead_letter/undecodable", ("headers", "x-dlq-length"), "900001"),  # no digest
        )
        for name, path, value in cases:
            with self.subTest(name, path=path, value=value):
                self.assertNotEqual(faults(name, damaged(GOLDENS[name], path, value)), [])

    def test_a_response_url_post_needs_its_url_and_a_decision_its_inputs(self):
        for name, path in (("action/cancel", ("value", "response_url")),
                           ("decision/search", ("value", "inputs"))):
            self.assertNotEqual(faults(name, damaged(GOLDENS[name], path)), [])


if __name__ == "__main__":
    unittest.main()
