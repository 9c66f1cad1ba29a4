package android.app

class Activity
