"""Card readers: bytes from hardware, turned into events. Knows nothing of windows, networks or people.

Nothing here imports Qt, httpx or `enroll_app`; pure parsers stand beside thin loops that move bytes.
"""
