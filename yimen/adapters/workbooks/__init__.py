"""Virus scanners. Port: yimen/core/ports/scanner.py. `demo` knows the EICAR test file and two markers, `clamav` asks ClamAV's daemon."""
