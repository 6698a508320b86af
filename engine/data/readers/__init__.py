"""Readers of files with pictures and numbers.

Each trusts nothing in a file: no size is believed before it is checked, nothing is executed, and every fault is a
`DataError` that names the file and the place.
"""
