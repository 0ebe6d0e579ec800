"""The bundle that is handed over: records, photos and a signature that anybody can check."""
