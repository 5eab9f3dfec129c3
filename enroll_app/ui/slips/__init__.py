"""What a person takes along with the card, on paper."""
