"""The place that shows what this station did."""
