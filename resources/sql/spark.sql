-- The exported tables as Spark sees them. ${folder} is the folder of the export. The first line keeps
-- 210304 and 2026-11 what they are in the names of the folders: text.
SET spark.sql.sources.partitionColumnTypeInference.enabled = false;
CREATE OR REPLACE TEMP VIEW visit USING parquet OPTIONS (path '${folder}/visit');
CREATE OR REPLACE TEMP VIEW credit USING parquet OPTIONS (path '${folder}/credit');
CREATE OR REPLACE TEMP VIEW lesson USING parquet OPTIONS (path '${folder}/lesson');
CREATE OR REPLACE TEMP VIEW issue USING parquet OPTIONS (path '${folder}/issue');
CREATE OR REPLACE TEMP VIEW complaint USING parquet OPTIONS (path '${folder}/complaint');
CREATE OR REPLACE TEMP VIEW person USING parquet OPTIONS (path '${folder}/person');
CREATE OR REPLACE TEMP VIEW assignment USING parquet OPTIONS (path '${folder}/assignment');
CREATE OR REPLACE TEMP VIEW school USING parquet OPTIONS (path '${folder}/school');
