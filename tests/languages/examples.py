from languages import Codes, Language

SWEDISH = Language(
    code="swe",
    bcp47="sv",
    name="Swedish",
    endonym="svenska",
    family="Indo-European (Germanic, North)",
    script="Latn",
    unicode_scripts=("Latin",),
    default_synthesizer="mms",
    codes=Codes(seamless="swe", seamless_speaks=True, mms="swe", espeak="sv"),
)
