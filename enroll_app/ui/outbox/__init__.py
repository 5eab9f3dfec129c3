"""The place that shows what waits at this station, and what a person may do about it."""
