"""The port `seals`: certificates of authorities on PDF files."""
