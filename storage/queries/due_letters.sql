-- Letters to deliver, oldest first: none before an older one to the same reader, and of one rule at most $per_hour an hour to a reader.
-- A letter left at `sending` is one whose sender died. $now, $until, $per_hour (NULL: no limit).
WITH ruled AS (
    SELECT letters.*, alerts.rule
    FROM letters
    LEFT JOIN alerts ON alerts.alert_id = letters.alert_ids[1]
),
told AS (
    SELECT rule, recipient, count(*) AS letters
    FROM ruled
    WHERE state = 'sent' AND sent_at > $now::TIMESTAMPTZ - INTERVAL 1 HOUR
    GROUP BY ALL
),
waiting AS (
    SELECT
        *,
        max(coalesce(next_try_at, created_at)) OVER (PARTITION BY recipient ORDER BY created_at, letter_id) AS due_at,
        row_number() OVER (PARTITION BY recipient, rule ORDER BY created_at, letter_id) AS place
    FROM ruled
    WHERE state IN ('pending', 'sending')
)
SELECT letter_id, recipient, state, attempts, message
FROM waiting
LEFT JOIN told USING (rule, recipient)
WHERE due_at <= $until::TIMESTAMPTZ AND ($per_hour IS NULL OR place + coalesce(told.letters, 0) <= $per_hour)
ORDER BY created_at, letter_id;
