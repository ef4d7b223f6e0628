"""DNSMOS: foretells what listeners would say of a clip."""

from engines.dnsmos.predictor import Dnsmos

__all__ = ["Dnsmos"]
