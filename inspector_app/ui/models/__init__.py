"""Qt models that hold a snapshot and know nothing else."""
