-- Words that are written wrong: each must resemble some word of what is found. Half of the letters in their place is
-- enough, because nothing else was found. Functions, because the operators that use the index read a setting.

/* No row for a text that takes words away: to guess at it would bring them back. */
CREATE FUNCTION words_to_guess(text text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT word FROM regexp_split_to_table(search_text(text), '[^[:alnum:]]+') word
   WHERE word <> '' AND text !~ '(^|\s)-' ORDER BY length(word) DESC LIMIT 10
$$;

CREATE FUNCTION videos_nearly(text text) RETURNS TABLE (video_id bigint, similarity real)
  LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.4 AS $$
  WITH wanted AS (SELECT array_agg(word) AS words FROM words_to_guess(text) word)
  SELECT video_search.video_id, word_similarity(wanted.words[1], video_search.words)
    FROM wanted JOIN video_search ON wanted.words[1] <% video_search.words
   WHERE NOT EXISTS (SELECT FROM unnest(wanted.words) word WHERE NOT word <% video_search.words)
$$;

CREATE FUNCTION channels_nearly(text text) RETURNS TABLE (channel_id bigint, similarity real)
  LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.4 AS $$
  WITH wanted AS (SELECT array_agg(word) AS words FROM words_to_guess(text) word)
  SELECT channel_search.channel_id, word_similarity(wanted.words[1], channel_search.words)
    FROM wanted JOIN channel_search ON wanted.words[1] <% channel_search.words
   WHERE NOT EXISTS (SELECT FROM unnest(wanted.words) word WHERE NOT word <% channel_search.words)
$$;
