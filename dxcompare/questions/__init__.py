"""The questions that the suite answers, a folder each; :mod:`dxcompare.questions.registry` lists them."""
