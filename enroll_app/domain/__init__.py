"""What enrollment is about: cards, numbers, people, PINs, validity and levels, as values with rules.

Standard library only; no I/O and no clock: the present moment and the desk's time zone are handed in.
"""
