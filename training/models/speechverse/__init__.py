"""SpeechVerse: a frozen encoder, convolutions that shorten what it hears, and a language model."""
