"""Comments that hang on words of an agreement or proposal: where they hang, who may, how read."""
