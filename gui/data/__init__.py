"""Choosing data and seeing it: parts of the data panel, the columns of a table, and the samples themselves."""
