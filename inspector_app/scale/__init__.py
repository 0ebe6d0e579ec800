"""Facts beyond one machine: Parquet files, and the month table asked of DuckDB and of Spark."""
