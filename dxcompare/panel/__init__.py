"""What people use in JupyterLab: the panel of `explore`, and the tour."""
