"""Holding what was transcribed against its document: is every cell printed there, where its row stands."""

from dxcompare.onboarding.against.document import Printed, read
from dxcompare.onboarding.against.result import Against, Answer, against

__all__ = ["Against", "Answer", "Printed", "against", "read"]
