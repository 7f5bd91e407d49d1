-- Lines that so many articles of a source have that they are the source's. $sources, $at_least.
SELECT source, line FROM source_lines WHERE list_contains($sources, source) AND articles >= $at_least;
