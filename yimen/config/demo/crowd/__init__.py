"""The full province: thousands of cases drawn from a seed, written by the worker after the pages are up.

docs/adr/0031-full-province.md
"""
