"""The use cases, over ports: the same under the window and under the command line."""
