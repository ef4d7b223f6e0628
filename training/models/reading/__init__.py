"""A language model finetuned on what is said: what SpeechVerse compares its models with.

It learns from the same data in the same loop as the models that hear, but reads the transcript in
place of the clip. A recognizer listens for it (`cascade:checkpoint:NAME`), or nobody does
(`transcript:checkpoint:NAME`).
"""
