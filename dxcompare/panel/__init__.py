"""The panel of :func:`dxcompare.explore`: what is chosen, what follows from it, and the widgets; and the tour."""
