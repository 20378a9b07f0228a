"""The archive for programs: what the analysis says as data, tables, feeds and a calendar."""
