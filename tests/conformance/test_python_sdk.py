"""The Slack SDK for Python, as released, against the twin."""

import unittest

import cases
import stage


class SlackSdkForPython(cases.Connecting, cases.Acking, cases.Answering, cases.Calling,
                        cases.Waiting, cases.Stage):
    command = (str(stage.SDKS / "python/bin/python"), "-B", str(stage.HERE / "python/app.py"))


if __name__ == "__main__":
    unittest.main()
