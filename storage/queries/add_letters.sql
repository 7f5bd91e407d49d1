-- Letters as they will be sent, message in base64. $rows.
INSERT INTO letters
SELECT
    row.letter_id, row.alert_ids, row.recipient, row.state, 0, row.message_id, NULL, '', row.created_at, row.created_at,
    from_base64(row.message)
FROM (
    SELECT unnest(from_json($rows, '[{
        "letter_id": "VARCHAR", "alert_ids": ["VARCHAR"], "recipient": "VARCHAR", "state": "VARCHAR", "message_id": "VARCHAR",
        "created_at": "TIMESTAMPTZ", "message": "VARCHAR"
    }]')) AS row
)
ON CONFLICT DO NOTHING
RETURNING letter_id;
