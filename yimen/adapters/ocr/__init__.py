"""Readers of writing in pictures. Port: yimen/core/ports/ocr.py. `rapid` is rapidocr, whose models come in its wheel (extra `ocr`)."""
