"""Recall and precision of `dxcompare extract` on plans printed in many layouts."""
