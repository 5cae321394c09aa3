from tests.core.cases.conftest import applicant

__all__ = ["applicant"]
