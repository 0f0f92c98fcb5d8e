"""The register: documents read in, themes, agreements, yearly focus projects, versions."""
