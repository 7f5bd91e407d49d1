-- What each table, view and column means; docs/columns.md says the same, and a test compares the two.

COMMENT ON TABLE articles IS 'one article of one outlet, in its newest version; matched or not';
COMMENT ON COLUMN articles.article_id IS 'id of the article, made from the address it was fetched from; the same after a replay on any machine';
COMMENT ON COLUMN articles.url IS 'address the page was fetched from, after redirects';
COMMENT ON COLUMN articles.canonical_url IS 'address the page claims for itself; a claim, empty when it makes none';
COMMENT ON COLUMN articles.source IS 'name of the source that named the article first';
COMMENT ON COLUMN articles.outlet IS 'the source''s outlet as configured, else the registrable domain of url';
COMMENT ON COLUMN articles.title IS 'headline, as the feed gives it, else the page';
COMMENT ON COLUMN articles.author IS 'author as the page or feed gives it; empty when unknown';
COMMENT ON COLUMN articles.language IS 'ISO 639-1 code, found from the text and the page';
COMMENT ON COLUMN articles.published_at IS 'instant of publication in UTC; 00:00 of published_day when only a day is known';
COMMENT ON COLUMN articles.published_day IS 'calendar day that the publisher prints, in the publisher''s own offset';
COMMENT ON COLUMN articles.published_from IS 'where the date was read: feed, meta, url, text, sitemap or none; with :day when no time was given';
COMMENT ON COLUMN articles.published_raw IS 'the date as it was written, kept also when it cannot be believed; empty when none was found';
COMMENT ON COLUMN articles.published_confidence IS 'how sure published_day is, from 0 to 1 (table in news/dating/dates.py); 0 without a day';
COMMENT ON COLUMN articles.first_seen_at IS 'start of the run that stored the article';
COMMENT ON COLUMN articles.fetched_at IS 'when the newest version was fetched';
COMMENT ON COLUMN articles.version IS 'number of the newest version, from 1';
COMMENT ON COLUMN articles.copy_of IS 'article_id of the stored original that this text repeats; NULL for an original; never a copy itself';
COMMENT ON COLUMN articles.story_id IS 'the story that the article tells; its copies tell the same';
COMMENT ON COLUMN articles.text IS 'the article without its headline; empty never';
COMMENT ON COLUMN articles.text_from IS 'page, teaser (the open part of a paid article) or feed';
COMMENT ON COLUMN articles.run_id IS 'run that stored the article first';

COMMENT ON TABLE versions IS 'one text that an article has had';
COMMENT ON COLUMN versions.article_id IS 'the article';
COMMENT ON COLUMN versions.version IS 'number of the text, from 1';
COMMENT ON COLUMN versions.fetched_at IS 'when it was fetched';
COMMENT ON COLUMN versions.title IS 'headline of this version';
COMMENT ON COLUMN versions.text IS 'text of this version';
COMMENT ON COLUMN versions.archive_file IS 'WARC file in data/archive that holds the page; dropped after [storage].keep_pages_days';
COMMENT ON COLUMN versions.archive_offset IS 'byte at which the page''s record begins in that file';

COMMENT ON TABLE sightings IS 'one source that named one article';
COMMENT ON COLUMN sightings.article_id IS 'the article';
COMMENT ON COLUMN sightings.source IS 'name of the source';
COMMENT ON COLUMN sightings.seen_at IS 'start of the first run in which the source named it';

COMMENT ON TABLE matches IS 'one article that fits one watch: its score is at or above the threshold';
COMMENT ON COLUMN matches.watch IS 'name of the watch';
COMMENT ON COLUMN matches.article_id IS 'the article';
COMMENT ON COLUMN matches.score IS 'likeness to the watch''s examples, from 0 to 1';
COMMENT ON COLUMN matches.reasons IS 'JSON: names (entity ids) and words that the article shares with the examples, each with its part of the score';

COMMENT ON TABLE entities IS 'one person, organisation, place, event or other that is known; one that is configured no longer stays while the history mentions it';
COMMENT ON COLUMN entities.entity_id IS 'id of the configuration; of built-in ones country:<ISO 3166 code>, city:<GeoNames id>, region:<code>, org:<slug>';
COMMENT ON COLUMN entities.kind IS 'person, organisation, place, event or other';
COMMENT ON COLUMN entities.name IS 'name to show';

COMMENT ON TABLE names IS 'one name of one entity, as written';
COMMENT ON COLUMN names.entity_id IS 'the entity';
COMMENT ON COLUMN names.name IS 'the name';
COMMENT ON COLUMN names.language IS 'ISO 639 code: of built-in names and transliterations by their script, of imported ones as the list says; empty when nobody says';
COMMENT ON COLUMN names.origin IS 'config, builtin, accepted (a new name that the user took), transliteration (what a configured person''s name most likely is in the script it is not given in), or import: and the name of the list';

COMMENT ON TABLE mentions IS 'one occurrence of an entity in one version of an article';
COMMENT ON COLUMN mentions.article_id IS 'the article';
COMMENT ON COLUMN mentions.version IS 'the version';
COMMENT ON COLUMN mentions.entity_id IS 'the entity';
COMMENT ON COLUMN mentions.field IS 'title or text';
COMMENT ON COLUMN mentions.surface IS 'the words as written, without clitics: substring(field, start_char + 1, end_char - start_char)';
COMMENT ON COLUMN mentions.start_char IS 'offset of the first character in the field, from 0, in Unicode code points';
COMMENT ON COLUMN mentions.end_char IS 'offset behind the last character';
COMMENT ON COLUMN mentions.form IS 'name, short (the family name after the full name), nisba (a nationality, for its country), role, nested (a nationality inside a longer name, or a country or body inside a role)';
COMMENT ON COLUMN mentions.sentence_start IS 'offset of the sentence that holds it';
COMMENT ON COLUMN mentions.sentence_end IS 'offset behind that sentence';

COMMENT ON TABLE stories IS 'one event as told by many';
COMMENT ON COLUMN stories.story_id IS 'id of the story, made from its first article''s';
COMMENT ON COLUMN stories.title IS 'headline of its first article';
COMMENT ON COLUMN stories.first_seen_at IS 'when its first article was seen';
COMMENT ON COLUMN stories.articles IS 'number of its articles, copies too';
COMMENT ON COLUMN stories.outlets IS 'number of outlets that told it';

COMMENT ON VIEW mention_history IS 'one mention in the newest version of a matched article, once for each watch that the article fits';
COMMENT ON COLUMN mention_history.article_id IS 'the article';
COMMENT ON COLUMN mention_history.version IS 'its newest version';
COMMENT ON COLUMN mention_history.entity_id IS 'the entity';
COMMENT ON COLUMN mention_history.field IS 'title or text';
COMMENT ON COLUMN mention_history.surface IS 'the words as written';
COMMENT ON COLUMN mention_history.start_char IS 'offset of the first character in the field, from 0';
COMMENT ON COLUMN mention_history.end_char IS 'offset behind the last character';
COMMENT ON COLUMN mention_history.form IS 'name, short, nisba, role or nested';
COMMENT ON COLUMN mention_history.sentence_start IS 'offset of the sentence';
COMMENT ON COLUMN mention_history.sentence_end IS 'offset behind the sentence';
COMMENT ON COLUMN mention_history.sentence IS 'the sentence';
COMMENT ON COLUMN mention_history.watch IS 'name of the watch; over several watches count distinct (article_id, field, start_char)';
COMMENT ON COLUMN mention_history.entity IS 'name of the entity to show';
COMMENT ON COLUMN mention_history.kind IS 'kind of the entity';
COMMENT ON COLUMN mention_history.day IS 'published_day, else the day of first_seen_at in [schedule].timezone';
COMMENT ON COLUMN mention_history.published_at IS 'instant of publication';
COMMENT ON COLUMN mention_history.first_seen_at IS 'when the article was seen first';
COMMENT ON COLUMN mention_history.source IS 'source that named the article first';
COMMENT ON COLUMN mention_history.outlet IS 'outlet of the article';
COMMENT ON COLUMN mention_history.language IS 'language of the article';
COMMENT ON COLUMN mention_history.title IS 'headline';
COMMENT ON COLUMN mention_history.url IS 'address';
COMMENT ON COLUMN mention_history.story_id IS 'story of the article';
COMMENT ON COLUMN mention_history.is_copy IS 'whether the article repeats another';

COMMENT ON VIEW daily_mentions IS 'one entity on one day in one watch';
COMMENT ON COLUMN daily_mentions.watch IS 'name of the watch';
COMMENT ON COLUMN daily_mentions.entity_id IS 'the entity';
COMMENT ON COLUMN daily_mentions.entity IS 'its name to show';
COMMENT ON COLUMN daily_mentions.kind IS 'its kind';
COMMENT ON COLUMN daily_mentions.day IS 'the day';
COMMENT ON COLUMN daily_mentions.mentions IS 'occurrences';
COMMENT ON COLUMN daily_mentions.articles IS 'articles that mention it';
COMMENT ON COLUMN daily_mentions.stories IS 'stories that mention it: copies and retellings count once';
COMMENT ON COLUMN daily_mentions.outlets IS 'outlets that mention it';
COMMENT ON COLUMN daily_mentions.collected IS 'all articles of that day from the watch''s sources, matched or not';

COMMENT ON VIEW spikes IS 'one day on which an entity stands out in a watch: at least 3 articles, and more than 3 standard deviations above expectation';
COMMENT ON COLUMN spikes.watch IS 'name of the watch';
COMMENT ON COLUMN spikes.entity_id IS 'the entity';
COMMENT ON COLUMN spikes.entity IS 'its name to show';
COMMENT ON COLUMN spikes.day IS 'the day';
COMMENT ON COLUMN spikes.articles IS 'articles that mention it on the day';
COMMENT ON COLUMN spikes.expected IS 'mean of the 28 days before, days without a mention counted as zero; of as many as there are, but at least 7';
COMMENT ON COLUMN spikes.score IS '(articles - expected) / max(sqrt(expected), 1): standard deviations of a Poisson distribution';

COMMENT ON VIEW co_mentions IS 'two entities mentioned in one article, by day and watch';
COMMENT ON COLUMN co_mentions.watch IS 'name of the watch';
COMMENT ON COLUMN co_mentions.entity_a IS 'entity_id, the smaller of the two';
COMMENT ON COLUMN co_mentions.entity_b IS 'entity_id, the larger';
COMMENT ON COLUMN co_mentions.day IS 'the day';
COMMENT ON COLUMN co_mentions.articles IS 'articles of the day that mention both';

COMMENT ON TABLE items IS 'the queue: one address that a source named, until it is decided and after';
COMMENT ON COLUMN items.key IS 'identity of the address: letters, order and tracking parameters made equal';
COMMENT ON COLUMN items.url IS 'address as the source gave it';
COMMENT ON COLUMN items.source IS 'source that named it first; once that is no longer configured, another that names it';
COMMENT ON COLUMN items.state IS 'queued, failed (tried again), stored or skipped';
COMMENT ON COLUMN items.tries IS 'fetches that failed so far';
COMMENT ON COLUMN items.next_try_at IS 'when it is fetched next; NULL: only when its feed entry changes';
COMMENT ON COLUMN items.first_seen_at IS 'start of the run that met it first';
COMMENT ON COLUMN items.first_failed_at IS 'when it failed first';
COMMENT ON COLUMN items.refetches IS 'how often a stored page was looked at again (after 1, 6 and 24 hours)';
COMMENT ON COLUMN items.article_id IS 'the article it became';
COMMENT ON COLUMN items.reason IS 'why it was skipped or failed last (docs/reasons.md)';
COMMENT ON COLUMN items.stamp IS 'hash of what the feed says of it';
COMMENT ON COLUMN items.guid IS 'hash of the source''s own id of the item; empty when it gives none, or one to several';
COMMENT ON COLUMN items.entry IS 'JSON: title, author and date as the feed gives them';

COMMENT ON TABLE visits IS 'one HTTP request: feed, page or robots.txt';
COMMENT ON COLUMN visits.run_id IS 'the run';
COMMENT ON COLUMN visits.source IS 'source for which it was made';
COMMENT ON COLUMN visits.url IS 'address, secrets masked';
COMMENT ON COLUMN visits.at_time IS 'when it ended';
COMMENT ON COLUMN visits.outcome IS 'ok, not_modified or failed';
COMMENT ON COLUMN visits.reason IS 'why it failed, or redirect (docs/reasons.md)';
COMMENT ON COLUMN visits.detail IS 'a few words more';
COMMENT ON COLUMN visits.status IS 'HTTP status; NULL when there was no answer';
COMMENT ON COLUMN visits.bytes IS 'size of the body as received';
COMMENT ON COLUMN visits.seconds IS 'how long it took';

COMMENT ON VIEW skipped IS 'one item of one run that was skipped (decided: no article) or failed (tried again)';
COMMENT ON COLUMN skipped.run_id IS 'the run';
COMMENT ON COLUMN skipped.source IS 'the source';
COMMENT ON COLUMN skipped.url IS 'the item''s address';
COMMENT ON COLUMN skipped.outcome IS 'skipped or failed';
COMMENT ON COLUMN skipped.reason IS 'reason code (docs/reasons.md)';
COMMENT ON COLUMN skipped.detail IS 'a few words more';

COMMENT ON TABLE runs IS 'one cycle; its row is written last, so a run without one did not end. found = new_articles + known + skipped + failed';
COMMENT ON COLUMN runs.run_id IS 'id that sorts by time';
COMMENT ON COLUMN runs.started_at IS 'start by the cycle''s clock';
COMMENT ON COLUMN runs.finished_at IS 'end by the cycle''s clock';
COMMENT ON COLUMN runs.state IS 'done, degraded (some sources failed), failed (all did) or interrupted (killed; closed by the next run)';
COMMENT ON COLUMN runs.found IS 'items: distinct addresses that sources named in this run, or that were due for another try';
COMMENT ON COLUMN runs.new_articles IS 'items stored for the first time';
COMMENT ON COLUMN runs.known IS 'items decided earlier; new versions too';
COMMENT ON COLUMN runs.skipped IS 'items decided now: not an article';
COMMENT ON COLUMN runs.failed IS 'items undecided, to be tried again';
COMMENT ON COLUMN runs."similar" IS 'new articles that fit a watch';
COMMENT ON COLUMN runs.copies IS 'new articles that repeat another';
COMMENT ON COLUMN runs.mentions IS 'mentions in new articles';
COMMENT ON COLUMN runs.alerts IS 'alerts raised';

COMMENT ON TABLE run_sources IS 'one source in one cycle; found = new_articles + known + skipped + failed';
COMMENT ON COLUMN run_sources.run_id IS 'the run';
COMMENT ON COLUMN run_sources.source IS 'the source';
COMMENT ON COLUMN run_sources.outcome IS 'ok, not_modified (the feed has nothing new), failed, or waiting: not asked in this run';
COMMENT ON COLUMN run_sources.reason IS 'why the source failed or waited, or incomplete for a torn feed';
COMMENT ON COLUMN run_sources.found IS 'items';
COMMENT ON COLUMN run_sources.new_articles IS 'items stored for the first time; of a URL named by two sources by the first';
COMMENT ON COLUMN run_sources.known IS 'items decided earlier';
COMMENT ON COLUMN run_sources.skipped IS 'items decided now: not an article';
COMMENT ON COLUMN run_sources.failed IS 'items undecided';


COMMENT ON TABLE alerts IS 'what a rule found, with its evidence';
COMMENT ON COLUMN alerts.alert_id IS 'hash of rule, subject and window: the same alert is not raised twice';
COMMENT ON COLUMN alerts.rule IS 'name of the rule';
COMMENT ON COLUMN alerts.watch IS 'watch of the rule; empty for all';
COMMENT ON COLUMN alerts.raised_at IS 'start of the run that raised it';
COMMENT ON COLUMN alerts.title IS 'one line';
COMMENT ON COLUMN alerts.evidence IS 'JSON: what was counted, and the articles that caused it';
COMMENT ON COLUMN alerts.run_id IS 'the run';

COMMENT ON TABLE letters IS 'one mail to one recipient';
COMMENT ON COLUMN letters.letter_id IS 'hash of its alerts and recipient; also the name of its file in data/outbox';
COMMENT ON COLUMN letters.alert_ids IS 'the alerts it tells of';
COMMENT ON COLUMN letters.recipient IS 'mail address';
COMMENT ON COLUMN letters.state IS 'pending, sending, sent, written (to a file, without [mail]), failed (given up) or unknown (only the mail server knows)';
COMMENT ON COLUMN letters.attempts IS 'deliveries tried';
COMMENT ON COLUMN letters.message_id IS 'Message-ID, the same in each attempt';
COMMENT ON COLUMN letters.sent_at IS 'when it was taken or written';
COMMENT ON COLUMN letters.last_error IS 'what the mail server said last';
COMMENT ON COLUMN letters.created_at IS 'when it was written';
COMMENT ON COLUMN letters.next_try_at IS 'when it is tried next';
COMMENT ON COLUMN letters.message IS 'the mail as it leaves (RFC 5322)';

COMMENT ON VIEW article_days IS 'the day of each article, as the views count it';
COMMENT ON COLUMN article_days.article_id IS 'the article';
COMMENT ON COLUMN article_days.day IS 'published_day, else the day of first_seen_at in [schedule].timezone';

COMMENT ON VIEW collected_days IS 'all articles of a day from the sources of a watch';
COMMENT ON COLUMN collected_days.watch IS 'name of the watch';
COMMENT ON COLUMN collected_days.day IS 'the day';
COMMENT ON COLUMN collected_days.collected IS 'articles, matched or not';

COMMENT ON TABLE watch_sources IS 'which sources a watch looks at, by the configuration of the last run';
COMMENT ON COLUMN watch_sources.watch IS 'name of the watch';
COMMENT ON COLUMN watch_sources.source IS 'name of the source';

COMMENT ON TABLE outcomes IS 'how each item of a run ended; items known before are counted and dropped';
COMMENT ON COLUMN outcomes.run_id IS 'the run';
COMMENT ON COLUMN outcomes.source IS 'the source';
COMMENT ON COLUMN outcomes.url IS 'address of the item';
COMMENT ON COLUMN outcomes.key IS 'identity of the address';
COMMENT ON COLUMN outcomes.outcome IS 'new, known, skipped or failed';
COMMENT ON COLUMN outcomes.reason IS 'reason code';
COMMENT ON COLUMN outcomes.detail IS 'a few words more';

COMMENT ON TABLE named IS 'which sources named an item in a run under way';
COMMENT ON COLUMN named.run_id IS 'the run';
COMMENT ON COLUMN named.source IS 'the source';
COMMENT ON COLUMN named.key IS 'identity of the address';

COMMENT ON TABLE namings IS 'a source that named an item, in whatever run';
COMMENT ON COLUMN namings.key IS 'identity of the address';
COMMENT ON COLUMN namings.source IS 'the source';

COMMENT ON TABLE validators IS 'what to send back to a feed to ask whether it changed (RFC 9110)';
COMMENT ON COLUMN validators.source IS 'the source';
COMMENT ON COLUMN validators.url IS 'address of the feed';
COMMENT ON COLUMN validators.etag IS 'its ETag';
COMMENT ON COLUMN validators.last_modified IS 'its Last-Modified';
COMMENT ON COLUMN validators.stored_at IS 'when it was answered';

COMMENT ON TABLE bands IS 'MinHash bands of each text, to find its copies';
COMMENT ON COLUMN bands.band IS 'hash of a band';
COMMENT ON COLUMN bands.article_id IS 'the article';

COMMENT ON TABLE sketches IS 'weighted words and names of each newest text, to match it and find its story';
COMMENT ON COLUMN sketches.article_id IS 'the article';
COMMENT ON COLUMN sketches.story_id IS 'its story';
COMMENT ON COLUMN sketches.first_seen_at IS 'when it was seen first';
COMMENT ON COLUMN sketches.terms IS 'JSON: weight by term; terms of names begin with @';

COMMENT ON TABLE unevaluated IS 'articles that no rule has looked at yet';
COMMENT ON COLUMN unevaluated.article_id IS 'the article';
COMMENT ON COLUMN unevaluated.since IS 'when it was found to fit a watch: windows that the rules look at end then, or now';

COMMENT ON TABLE undigested IS 'articles that a digest has still to tell';
COMMENT ON COLUMN undigested.rule IS 'name of the rule';
COMMENT ON COLUMN undigested.article_id IS 'the article';

COMMENT ON TABLE digests IS 'when each digest told last';
COMMENT ON COLUMN digests.rule IS 'name of the rule';
COMMENT ON COLUMN digests.told_at IS 'when';

COMMENT ON TABLE settings IS 'facts that the views need';
COMMENT ON COLUMN settings.key IS 'name of the fact';
COMMENT ON COLUMN settings.value IS 'its value';

COMMENT ON TABLE archives IS 'WARC files whose pages are stored';
COMMENT ON COLUMN archives.archive_file IS 'name of the file';
COMMENT ON COLUMN archives.loaded_at IS 'start of the run that stored them';

COMMENT ON TABLE migrations IS 'schema changes applied to this file';
COMMENT ON COLUMN migrations.number IS 'number of the change';
COMMENT ON COLUMN migrations.applied_at IS 'when it was applied';
