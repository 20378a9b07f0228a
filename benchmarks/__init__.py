"""How long a build takes, beside plain MkDocs with Material on the same pages."""
