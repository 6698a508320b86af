"""The drawing, the arithmetic, the data and the training. Knows no Qt; usable from a notebook."""
