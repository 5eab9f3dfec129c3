"""Which face: the window when no command is named, else the command line."""

import sys

# 128 + SIGINT, as shells have it.
_INTERRUPTED = 130


def main() -> int:
    """Run the program and return its exit code."""
    try:
        from enroll_app.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
