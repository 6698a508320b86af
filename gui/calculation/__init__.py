"""The calculation view: one sample on its way through the network and back, number by number."""
