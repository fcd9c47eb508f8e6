"""How many plans can be named beside one another: the one number that charts, slides, sentences and pages go by."""

#: Plans that stand in a chart or on a slide by name; of no more than these the report makes every page.
MOST = 12
