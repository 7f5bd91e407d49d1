-- Texts stored lately, also by runs that were killed.
SELECT article_id, site, text_hash, title, canonical_url FROM recent_texts ORDER BY article_id;
