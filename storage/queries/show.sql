-- One article with everything known of it. $wanted: id or URL, $key: the identity of that URL.
SELECT
    articles.*,
    (SELECT list({'watch': watch, 'score': score, 'reasons': reasons} ORDER BY watch) FROM matches WHERE matches.article_id = articles.article_id) AS found_by,
    (
        SELECT list({'name': entities.name, 'field': mentions.field, 'surface': mentions.surface, 'form': mentions.form} ORDER BY mentions.field DESC, mentions.start_char)
        FROM mentions JOIN entities USING (entity_id)
        WHERE mentions.article_id = articles.article_id AND mentions.version = articles.version
    ) AS mentioned,
    (
        SELECT list({'name': entities.name, 'verb': quotes.verb, 'quote': quotes.quote} ORDER BY quotes.start_char, entities.name)
        FROM quotes JOIN entities USING (entity_id)
        WHERE quotes.article_id = articles.article_id AND quotes.version = articles.version
    ) AS quoted,
    (
        SELECT list({'article_id': copies.article_id, 'outlet': copies.outlet, 'url': copies.url} ORDER BY copies.first_seen_at)
        FROM articles AS copies WHERE copies.copy_of = articles.article_id
    ) AS copied_by
FROM articles
WHERE articles.article_id = $wanted
    OR articles.url = $wanted
    OR articles.article_id = (SELECT items.article_id FROM items WHERE items.key = $key)
LIMIT 1;
