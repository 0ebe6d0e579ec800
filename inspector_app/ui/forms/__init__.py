"""A form on the screen: cells, grids, matrices and rows, by keyboard."""
