-- The exported tables as DuckDB sees them. ${folder} is the folder of the export.
CREATE OR REPLACE TEMP VIEW visit AS SELECT * FROM read_parquet('${folder}/visit/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW credit AS SELECT * FROM read_parquet('${folder}/credit/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW lesson AS SELECT * FROM read_parquet('${folder}/lesson/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW issue AS SELECT * FROM read_parquet('${folder}/issue/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW complaint AS SELECT * FROM read_parquet('${folder}/complaint/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW person AS SELECT * FROM read_parquet('${folder}/person/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW assignment AS SELECT * FROM read_parquet('${folder}/assignment/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
CREATE OR REPLACE TEMP VIEW school AS SELECT * FROM read_parquet('${folder}/school/*/*.parquet', hive_partitioning = true, hive_types_autocast = false);
